{ a = import ? <></> : < </> } 'b';
