ainstanceof b;
ain b;
