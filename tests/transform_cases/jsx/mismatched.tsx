a = <b>c</d>;
