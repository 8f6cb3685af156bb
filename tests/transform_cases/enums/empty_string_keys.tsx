enum A { '', ' ' }
