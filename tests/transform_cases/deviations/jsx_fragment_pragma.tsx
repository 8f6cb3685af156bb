/** @jsx h @jsxFrag Fragment */
x = <></>;
