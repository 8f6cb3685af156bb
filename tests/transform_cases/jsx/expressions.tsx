a = <a>{b}{c + d}{'e'}{`f`}{g ? <h /> : null}{i && <j />}{(k, l)}</a>;
