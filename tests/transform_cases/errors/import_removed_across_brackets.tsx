if (import) {''}
