export default React.createElement('div', null, "a");
