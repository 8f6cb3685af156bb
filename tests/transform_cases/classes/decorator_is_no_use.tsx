import { dec, used } from 'm';
@dec class A {}
used;
