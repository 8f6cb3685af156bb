import {} from a;
interface B<'c'> {}
'd';
