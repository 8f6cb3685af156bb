type T = 1;
export /*1*/
 default /*2*/
 T /*3*/
 ; /*4*/
