export default <div>a</div>;
