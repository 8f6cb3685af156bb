export a, { type b };
export c, { type d, e };
export f, { type g as h, i } from 'j';
