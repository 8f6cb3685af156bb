for (o in b) { const enum A {} }
