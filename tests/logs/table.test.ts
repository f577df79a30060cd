import { describe, expect, it } from 'vitest';
import { LogError } from '../../src/logs/series.ts';
import { pointsOf, seriesNamed, understood } from './understood.ts';

const refused = async (content: string, says: RegExp) => {
  await expect(understood(content)).rejects.toThrow(LogError);
  await expect(understood(content)).rejects.toThrow(says);
};

describe('tables', () => {
  it('in each separator, padded, quoted, with CRLF and a byte order mark', async () => {
    for (const table of [
      'epoch,loss\n1,0.5\n2,0.4\n3,0.3\n',
      '\uFEFFepoch;loss\r\n1;0.5\r\n2;0.4\r\n3;0.3\r\n',
      'epoch\tloss\n1\t0.5\n2\t0.4\n3\t0.3',
      '   epoch,      loss\n       1,       0.5\n       2,       0.4\n       3,       0.3\n',
      '"epoch","loss"\n"1","0.5"\n"2","0.4"\n"3","0.3"\n',
      'epoch      loss\n1    0.5\n2       0.4\n3   0.3\n',
      '# a comment\nepoch,loss\n1,0.5\n# another\n2,0.4\n3,0.3\n',
      '# epoch loss\n1 0.5\n2 0.4\n3 0.3\n',
      'epoch;loss\n1;0,5\n2;0,4\n3;0,3\n',
      'epoch|loss\n1|0.5\n2|0.4\n3|0.3\n',
      'epoch,loss\r1,0.5\r2,0.4\r3,0.3\r',
      'epoch,note,loss\n1,"a, ""b""\nc",0.5\n2,,0.4\n3,x,0.3\n',
    ]) {
      const told = await understood(table);
      expect(told.runs[0]?.axis, table).toEqual({ name: 'epoch', unit: 'epoch', first: 1, last: 3 });
      expect(pointsOf(told), table).toEqual({ loss: 3 });
      expect(seriesNamed(told, 'loss')[0], table).toMatchObject({ first: 0.5, last: 0.3, min: [3, 0.3] });
    }
  });

  it('empty cells, NA and None are no points; nan, inf and -inf are, in any spelling', async () => {
    const told = await understood('step,a,b\n0,1,NA\n1,,nan\n2,None,-inf\n3,4,Infinity\n4,-nan,5\n');
    expect(seriesNamed(told, 'a')[0]).toMatchObject({ points: 3, last: 'NaN', notFinite: [[4, 'NaN']] });
    expect(seriesNamed(told, 'b')[0]?.notFinite).toEqual([
      [1, 'NaN'],
      [2, '-Infinity'],
      [3, 'Infinity'],
    ]);
  });

  it('the finer of two axes counts; one that counts anew in each epoch goes on', async () => {
    const told = await understood('epoch,batch,loss\n0,0,6\n0,1,5\n0,2,4\n1,0,3\n1,1,2\n1,2,1\n');
    expect(told.runs).toHaveLength(1);
    expect(told.runs[0]?.axis).toMatchObject({ name: 'batch', first: 0, last: 5 });
    expect(told.warnings.join()).toContain('counted on from epoch to epoch');
  });

  it('an index without a name, as pandas writes it', async () => {
    const told = await understood(
      ',train-logloss-mean,train-logloss-std\n0,0.5,0.01\n1,0.4,0.01\n2,0.3,0.01\n',
    );
    expect(seriesNamed(told, 'train-logloss-mean')[0]).toMatchObject({
      points: 3,
      first: 0.5,
      role: 'train-loss',
    });
  });

  it('without a header the first row is data, and --map names the steps', async () => {
    const told = await understood('1,0.5\n2,0.4\n3,0.3\n');
    expect(told.runs[0]?.axis).toMatchObject({ name: '1', first: 1, last: 3 });
    expect(pointsOf(told)).toEqual({ 2: 3 });
    const mapped = await understood('0.5,10\n0.4,20\n0.3,30\n', { step: '2' });
    expect(mapped.runs[0]?.axis).toMatchObject({ name: '2', first: 10, last: 30 });
  });

  it('a header that comes again begins a new run where the epochs do', async () => {
    const told = await understood(
      'epoch,train_loss,valid_loss,time\n0,1.0,0.9,00:00\n1,0.8,0.7,00:00\nepoch,train_loss,valid_loss,time\n0,0.6,0.5,00:00\n1,0.5,0.4,00:00\n',
    );
    expect(told.runs.map(({ id }) => id)).toEqual(['log (1)', 'log (2)']);
    expect(seriesNamed(told, 'train_loss').map(({ points }) => points)).toEqual([2, 2]);
  });

  it('fastai’s short rows: the time at their end is no validation loss', async () => {
    const told = await understood(
      'epoch,train_loss,valid_loss,accuracy,time\n0,0.5,00:00\n1,0.4,0.3,0.9,00:00\n2,0.3,0.2,0.95,00:01\n',
    );
    expect(pointsOf(told)).toEqual({ train_loss: 3, valid_loss: 2, accuracy: 2 });
  });

  it('Ultralytics’ epochs without validation are no losses of 0', async () => {
    const told = await understood(
      'epoch,time,train/box_loss,metrics/precision(B),val/box_loss,lr/pg0\n1,1.0,2.0,0,0,0.1\n2,2.0,1.9,0.5,1.5,0.1\n3,3.0,1.8,0,0,0.1\n',
    );
    expect(pointsOf(told)).toMatchObject({
      'train/box_loss': 3,
      'val/box_loss': 1,
      'metrics/precision(B)': 1,
    });
    expect(told.warnings.join()).toContain('without validation');
  });

  it('an export of W&B: a run for each column, without its extremes', async () => {
    const told = await understood(
      '"Step","red-1 - loss","red-1 - loss__MIN","red-1 - loss__MAX","blue-2 - loss","blue-2 - loss__MIN","blue-2 - loss__MAX"\n"0","1.0","1.0","1.0","2.0","2.0","2.0"\n"1","0.5","0.5","0.5","","",""\n',
    );
    expect(told.runs.map(({ id }) => id)).toEqual(['red-1', 'blue-2']);
    expect(seriesNamed(told, 'loss').map(({ points }) => points)).toEqual([2, 1]);
  });

  it('tables in long form: a row for each metric, or for each set', async () => {
    const metrics = await understood('step,metric,value\n0,loss,1.0\n0,acc,0.1\n1,loss,0.5\n1,acc,0.2\n');
    expect(pointsOf(metrics)).toEqual({ loss: 2, acc: 2 });
    const sets = await understood('epoch,phase,loss\n0,train,1.0\n0,val,1.1\n1,train,0.5\n1,val,0.6\n');
    expect(pointsOf(sets)).toEqual({ 'train/loss': 2, 'val/loss': 2 });
    expect(sets.runs).toHaveLength(1);
  });

  it('--map group=seed makes a run of each seed', async () => {
    const told = await understood('seed,step,loss\n1,0,1\n1,1,0.5\n2,0,2\n2,1,1.5\n', { group: 'seed' });
    expect(told.runs.map(({ id }) => id)).toEqual(['seed 1', 'seed 2']);
    expect(
      told.runs.every(({ series }) => series.some(({ name, points }) => name === 'loss' && points === 2)),
    ).toBe(true);
  });

  it('rewards without a loss: none is invented', async () => {
    const told = await understood('episode,epsilon,wins\n100,1.0,3\n200,0.9,5\n300,0.8,8\n');
    expect(told.runs[0]?.series.map(({ role }) => role)).toEqual(['rate', 'metric']);
  });

  it('a total that only grows is no loss', async () => {
    const told = await understood('epoch,latest_training_loss\n0,10\n1,18\n2,24\n3,28\n');
    expect(told.runs[0]?.series[0]?.role).toBe('other');
    expect(told.warnings.join()).toContain('running total');
  });

  it('what is no log is refused in one line that names file, row and column', async () => {
    await refused('', /log: empty/);
    await refused('  \n \n', /nothing but blanks/);
    await refused('epoch,loss\n', /a header and no rows/);
    await refused(
      'lr,batch_size,accuracy\n0.1,32,0.9\n0.2,64,0.8\n0.3,128,0.7\n',
      /one row a run, no curve.*lr, batch_size, accuracy/,
    );
    await refused('name,note\nanna,good\nbert,bad\n', /no numbers over time|no column has numbers/);
    await refused('epoch,loss\n1,a\n2,b\n', /no numbers over time/);
    await refused('epoch,loss\n1,0.5\n2;0.4\n3;0.3\n4;0.2\n', /row \d+ has 1 cell, not 2/);
  });

  it.each([
    [
      'batch',
      'hidden,batch,dropout,val_loss\n64,16,.1,.5\n128,32,.2,.4\n64,48,.3,.45\n',
      /batch counts up, but hidden, dropout change with it/,
    ],
    [
      'batch sizes',
      'lr,batch,acc\n.1,16,.8\n.1,32,.82\n.01,64,.7\n',
      /batch counts up by powers of two, as sizes do/,
    ],
    [
      'lengths',
      'epochs,hidden_size,acc\n10,32,.8\n20,64,.82\n40,128,.7\n',
      /epochs counts up, but hidden_size changes with it/,
    ],
    [
      'numbers of trials',
      'step,optimizer,layers,acc\n1,adam,2,.8\n2,sgd,3,.7\n3,adam,4,.6\n',
      /step counts up, but optimizer, layers change/,
    ],
  ])('of settings are refused, whatever counts up beside them: %s', (_, content, says) =>
    refused(content, says),
  );

  it.each([
    ['batches', 'batch,loss\n1,.8\n2,.7\n4,.6\n8,.5\n', 'batch'],
    ['settings that are scheduled', 'epoch,batch_size,loss\n0,32,.8\n1,32,.7\n2,64,.6\n3,64,.5\n', 'epoch'],
    [
      'runs one below the other',
      'hidden,epoch,loss\n16,0,1\n16,1,.9\n16,2,.8\n32,0,1\n32,1,.7\n32,2,.6\n',
      'epoch',
    ],
  ])('of logs are none of these: %s', async (_, content, axis) => {
    expect(seriesNamed(await understood(content), 'loss')[0]?.axis).toBe(axis);
  });

  it('a column with a stray word says which, and keeps the rest', async () => {
    const told = await understood('epoch,loss\n1,0.5\n2,oops\n3,0.3\n');
    expect(pointsOf(told)).toEqual({ loss: 2 });
    expect(told.warnings.join()).toContain('column "loss", row 2: "oops" is no number');
  });

  it('extreme numbers stay what they are', async () => {
    const told = await understood('step,loss\n3000000000,1e308\n3000000001,1e-300\n3000000002,-1e308\n');
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({
      max: [3000000000, 1e308],
      min: [3000000002, -1e308],
    });
  });

  it('a column of nothing but nan is a series without a lowest value', async () => {
    const told = await understood('epoch,loss\n1,nan\n2,nan\n');
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 2, min: null, max: null });
  });

  it('all points at one step are placed by their order', async () => {
    const told = await understood('step,loss\n0,3\n0,2\n0,1\n');
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 3, unit: 'row' });
  });
});
