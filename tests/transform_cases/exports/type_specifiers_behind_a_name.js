export a, {  };
export c, { , e };
export f, { , i } from 'j';
