// Reads a JSON list of pages, {url, indexable, failing}, from stdin and prints
// one line of JSON for each: {url, faults: ["category: audit, …"]}. A page is
// at fault where a category has less than 100.
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'

const pages = JSON.parse(await new Response(process.stdin).text())
const chrome = await launch({ chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] })

for (const page of pages) {
  const categories = ['accessibility', 'best-practices']
  if (page.indexable) categories.push('seo')
  const { lhr } = await lighthouse(page.url, {
    port: chrome.port,
    logLevel: 'error',
    onlyCategories: categories,
    // A browser writes the status of a page that fails into its console.
    skipAudits: page.failing ? ['errors-in-console', 'http-status-code'] : [],
    throttlingMethod: 'simulate', // the others wait ten seconds for silence
    pauseAfterFcpMs: 0,
    pauseAfterLoadMs: 0,
    networkQuietThresholdMs: 0,
    cpuQuietThresholdMs: 0,
    disableFullPageScreenshot: true,
    ignoreStatusCode: true,
  })
  const faults = lhr.runtimeError ? [lhr.runtimeError.message] : []
  for (const category of Object.values(lhr.categories)) {
    if (category.score === 1) continue
    const failed = category.auditRefs
      .filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1)
      .map((ref) => `${ref.id} (${JSON.stringify(lhr.audits[ref.id].details?.items?.slice(0, 3) ?? lhr.audits[ref.id].title).slice(0, 600)})`)
    faults.push(`${category.id} ${Math.round(category.score * 100)}: ${failed.join(', ')}`)
  }
  console.log(JSON.stringify({ url: page.url, faults }))
}
await chrome.kill()
