import { é, 𠮷 } from 'm';
é; let x; 𠮷;
