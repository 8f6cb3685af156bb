<a:class />;
