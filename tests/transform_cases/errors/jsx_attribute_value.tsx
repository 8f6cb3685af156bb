a = <b c=d />;
