a ? (b) : c => d;
