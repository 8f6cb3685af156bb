a = <b:c.d />;
