import defer from 'a';
import source from 'b';
defer; source;
