<a b={import}>{"c"}</a>;
