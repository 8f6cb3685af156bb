namespace N {
  import a = B.c;
}
export default a;
