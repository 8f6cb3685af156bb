import { é, 变量, 𠮷 } from 'm';
é; let x: 变量; 𠮷;
