import { makeMediaCleaner } from '../dist/src/pictures/media-cleaner.js'; import sharp from 'sharp';
const b=await sharp({create:{width:100,height:80,channels:3,background:'#f00'}}).png().toBuffer();
const c=makeMediaCleaner(); console.log(JSON.stringify((await c.clean(b)),(k,v)=>k==='bytes'?undefined:v)); c.stop();
