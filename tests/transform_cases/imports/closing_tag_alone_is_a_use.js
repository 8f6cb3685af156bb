import { Grid } from '';
React.createElement(React.Fragment, null);
