

h
{}
 from "m"
{
