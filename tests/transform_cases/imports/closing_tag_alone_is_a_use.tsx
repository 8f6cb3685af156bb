import { Grid } from '';
<></Grid>;
