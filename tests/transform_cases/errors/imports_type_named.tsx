type; x; as; x2;
