a = <a>
   b  
　c 
</a>;
