import { a from 'b';
