import { A, B, D, e, F } from 'm';
x = React.createElement(A, { b: B,}, React.createElement('c', null ), React.createElement(D.E, null ), React.createElement(e.f, null ), F);
