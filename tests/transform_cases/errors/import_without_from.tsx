import a 'b';
