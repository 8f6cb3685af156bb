`${a
import`; 'b';
