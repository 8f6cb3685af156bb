
import b from 'b';
function f({ ...this }) {}
function g({ ...a }) { a }
function h({ ...(b) }) { b }
function i({ ...{ c = 1 } }) {}
