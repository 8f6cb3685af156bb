import a from 'a';
import b from 'b';
import c from 'c';
abstract class A { abstract [a]: T; declare [b]; m() {} abstract [`${c}`] }
