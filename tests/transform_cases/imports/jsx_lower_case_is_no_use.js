import { span } from 'm';
x = React.createElement('div', null, React.createElement(span.a, null ));
