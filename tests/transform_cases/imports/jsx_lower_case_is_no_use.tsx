import { div, span } from 'm';
x = <div><span.a /></div>;
