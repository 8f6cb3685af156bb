enum A { + }
