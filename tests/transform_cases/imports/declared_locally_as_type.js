import { A, } from 'm';


A;
