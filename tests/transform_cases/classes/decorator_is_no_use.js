import { used } from 'm';
@dec class A {}
used;
