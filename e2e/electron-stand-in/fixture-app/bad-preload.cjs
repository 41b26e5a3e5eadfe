throw new Error('this preload fails');
