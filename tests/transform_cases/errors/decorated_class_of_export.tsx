c = @i export { m() {} };
