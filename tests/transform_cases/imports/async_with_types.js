import async from 'a';
x = async ( y) => {};
