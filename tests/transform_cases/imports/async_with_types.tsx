import async from 'a';
x = async <T,>(y): T => {};
