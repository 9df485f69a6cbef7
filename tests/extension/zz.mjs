import * as s from "/work/wt/surfaces/tests/extension/surface_support.js";
let n=0,bad=0;
const only=process.argv[2];
for(const name of s.replicas()){ if(only&&name!==only)continue;
 const {html,expected}=s.replica(name); const {url,...want}=expected;
 const got=s.essence(s.readPage(s.documentOf(html,url)));
 const ok=JSON.stringify(got)===JSON.stringify(want);
 console.log(name,ok?"ok":"DIFF "+JSON.stringify(s.readPage(s.documentOf(html,url)))+"\n   want "+JSON.stringify(want));
 if(!ok)continue;
 const t=Date.now(); const ms=s.mutations(html,url);
 let same=0,unk=0;
 for(const m of ms){n++; const r=s.readPage(s.documentOf(m.html,url)); const e=s.essence(r);
  if(JSON.stringify(e)===JSON.stringify(want)){same++;continue}
  const sub=e.messages.every(x=>want.messages.some(w=>JSON.stringify(w)===JSON.stringify(x)|| (x.from==="unknown"&&JSON.stringify({...w,from:"unknown"})===JSON.stringify(x))));
  if(r.state==="unknown"&&sub&&(e.peer===null||JSON.stringify(e.peer)===JSON.stringify(want.peer))){unk++;continue}
  bad++; console.log("  WRONG",m.what,r.why,JSON.stringify(e).slice(0,600));
 }
 console.log("  ",ms.length,"same",same,"unknown",unk,Date.now()-t,"ms");
}
console.log(n,bad);
