/** @jsx h */
/* @jsxFrag F */
/* @jsxRuntime automatic */
/* @jsxImportSource x */
a = <b><></></b>;
