const a = @b import {};
