#!
import f from ''; 
