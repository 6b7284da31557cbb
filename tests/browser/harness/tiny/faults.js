console.error("logged on purpose");
setTimeout(() => { throw new Error("thrown on purpose"); });
