React.createElement("", null)
