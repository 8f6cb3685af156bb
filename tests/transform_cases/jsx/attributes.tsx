a = <div id="a" className='b' c={1} d e={<b />} g-h="i" data-j />;
