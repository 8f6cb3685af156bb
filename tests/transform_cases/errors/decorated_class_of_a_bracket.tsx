const a = @b ){};
