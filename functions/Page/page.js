"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const zone = "America/New_York";
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const minute = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
  const session = { get token() { return sessionStorage.getItem("token"); }, set token(value) { value ? sessionStorage.setItem("token", value) : sessionStorage.removeItem("token"); } };

  // Text only ever becomes text: nothing that the desk stores can become markup.
  const el = (name, attributes = {}, ...children) => {
    const made = name.startsWith("svg:") ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4)) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined).map(child => typeof child === "object" ? child : String(child)));
    return made;
  };
  const place = (node, left, width) => { node.style.left = `${left}%`; if (width !== undefined) node.style.width = `${width}%`; return node; };
  const number = value => typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 4 }) : "–";
  const money = value => typeof value === "number" ? dollars.format(value) : "–";
  const time = value => value ? clock.format(new Date(value)) : "–";
  const lower = value => String(value ?? "").toLowerCase();

  class Refused extends Error {
    constructor(status, problem) { super(problem?.detail || problem?.error || `the desk answered ${status}`); this.status = status; this.code = problem?.type; }
  }

  async function api(path, body) {
    const headers = session.token ? { Authorization: `Bearer ${session.token}` } : {};
    const options = body ? { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) } : { headers };
    const response = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(20000) });
    const answer = await response.json().catch(() => null);
    if (!response.ok && !(path === "health" && answer?.checks)) throw new Refused(response.status, answer);
    return answer;
  }

  function say(text, kind = "good") {
    const line = $("#line");
    line.textContent = text;
    line.className = `line ${kind}`;
    line.hidden = false;
  }

  const refusal = fault => fault instanceof Refused && fault.status === 401 ? `${fault.message} (sign in)` : fault.message;

  // ---- panels: where each reads, and how it shows what it read
  const table = (rows, columns, nothing) => rows?.length
    ? el("table", {},
        el("thead", {}, el("tr", {}, ...columns.map(column => el("th", { scope: "col", class: column.number ? "num" : null }, column.name)))),
        el("tbody", {}, ...rows.map(row => el("tr", {}, ...columns.map(column => el("td", { class: column.number ? "num" : column.wide ? "text" : null }, column.of(row)))))))
    : el("p", { class: "none" }, nothing || "nothing to show");

  const panels = [
    { at: "#p-gates ul", path: () => "api/gates", show: gates },
    { at: "#p-timeline .timeline", path: () => "api/timeline", show: timeline },
    { at: "#p-alerts .scroll", path: () => "api/alerts", show: alerts },
    { at: "#p-risk .bars", path: () => "api/risk/limits", show: risk },
    { at: "#p-equity .chart", path: () => "api/pnl/equity?days=60", show: equity },
    { at: "#p-positions .scroll", path: () => "api/positions", show: positions },
    { at: "#p-orders .scroll", path: () => `api/orders?limit=100${$("#orders-filter").value ? `&status=${$("#orders-filter").value}` : ""}`, show: orders },
  ];

  function gates(answer) {
    return (answer.gates || []).map(gate => el("li", {},
      el("span", { class: `badge ${gate.open ? "good" : "warn"}` }, gate.open ? "open" : "shut"),
      el("b", {}, gate.name ?? gate.gate), el("span", { class: "quiet" }, gate.why ?? gate.reason ?? "")));
  }

  const hours = [4, 20];
  function along(at) {
    const parts = minute.formatToParts(new Date(at));
    const of = type => Number(parts.find(part => part.type === type).value);
    return Math.min(100, Math.max(0, 100 * (of("hour") % 24 + of("minute") / 60 - hours[0]) / (hours[1] - hours[0])));
  }

  function timeline(answer) {
    const jobs = answer.jobs || [];
    const quarter = 100 / ((hours[1] - hours[0]) * 4);
    const scale = el("div", { class: "lane hours", "aria-hidden": "true" }, el("span"), el("div", { class: "track" },
      ...Array.from({ length: (hours[1] - hours[0]) / 2 }, (_, i) => place(el("b", {}, `${hours[0] + 2 * i}:00`), 100 * 2 * i / (hours[1] - hours[0])))));
    const lanes = jobs.map(job => el("div", { class: "lane" },
      el("span", { title: job.job }, job.job),
      el("div", { class: "track", role: "img", "aria-label": `${job.job}: ${job.done} done, ${job.failed} failed, ${job.running} running` },
        answer.open ? place(el("i", { class: "session" }), along(answer.open), along(answer.close) - along(answer.open)) : null,
        ...job.quarters.map(mark => place(el("i", { class: mark.failed ? "failed" : mark.running ? "running" : null, title: `${minute.format(new Date(mark.at))} ${mark.done} done, ${mark.failed} failed${mark.note ? `: ${mark.note}` : ""}` }), along(mark.at), quarter * .9)),
        place(el("i", { class: "now" }), along(Date.now())))));
    return lanes.length ? [scale, ...lanes] : [el("p", { class: "none" }, answer.open ? "no job has run today yet" : "no session today, and no job has run yet")];
  }

  const age = seconds => seconds >= 86400 ? `${Math.floor(seconds / 86400)} d` : seconds >= 3600 ? `${Math.floor(seconds / 3600)} h` : seconds >= 60 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds)} s`;
  const ageOf = alert => age(typeof alert.ageSeconds === "number" ? alert.ageSeconds : (Date.now() - new Date(alert.at)) / 1000);
  const grave = alert => ["SEV1", "SEV2"].includes(String(alert.severity).toUpperCase()) ? "bad" : "warn";

  function alerts(answer) {
    return [table((answer.alerts || []).filter(alert => lower(alert.state) !== "resolved"), [
      { name: "severity", of: alert => el("span", { class: `badge ${grave(alert)}` }, alert.severity) },
      { name: "age", of: ageOf },
      { name: "owner", of: alert => alert.acknowledgedBy || alert.owner || "–" },
      { name: "what", wide: true, of: alert => alert.sentence },
      { name: "", of: alert => lower(alert.state) === "acknowledged" ? el("span", { class: "quiet" }, "taken") : acknowledge(alert) },
    ], answer.reason || "no alert is open")];
  }

  function acknowledge(alert) {
    const button = el("button", { type: "button", "aria-label": `Take the alert ${alert.id}` }, "Take");
    button.addEventListener("click", () => change(`api/alerts/${encodeURIComponent(alert.id)}/ack`, { note: "taken on the page" }, () => `${alert.id} is yours`));
    return button;
  }

  function risk(answer) {
    const limits = answer.limits || [];
    return limits.length ? limits.map(limit => {
      const used = limit.utilizationPercent;
      const bar = el("i", { class: used >= 90 ? "bad" : used >= 75 ? "warn" : null });
      bar.style.width = `${Math.min(100, used ?? 0)}%`;
      return el("div", { class: "bar" },
        el("span", {}, el("b", {}, limit.name ?? limit.key), el("span", { class: "mono" }, used === null || used === undefined ? `not known${limit.reason ? `: ${limit.reason}` : ""}` : `${number(Math.round(used))} %`)),
        el("div", { class: "meter", role: "meter", "aria-label": limit.name ?? limit.key, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(used ?? 0) }, bar));
    }) : [el("p", { class: "none" }, answer.reason || "nothing to show")];
  }

  function equity(answer) {
    const points = (answer.points || []).filter(point => typeof point.equity === "number");
    if (points.length < 2) return [el("p", { class: "none" }, answer.reason || "two closed days make a line")];
    const [low, high] = [Math.min(...points.map(point => point.equity)), Math.max(...points.map(point => point.equity))];
    const [width, top, foot] = [600, 120, 200];
    const x = i => width * i / (points.length - 1);
    const y = value => high === low ? top / 2 : top - 110 * (value - low) / (high - low);
    const deepest = Math.max(...points.map(point => Math.abs(point.drawdownPercent ?? 0)), 1e-9);
    const fall = point => 140 + 55 * Math.abs(point.drawdownPercent ?? 0) / deepest;
    const name = point => point.date;
    const last = points[points.length - 1];
    const label = `Equity from ${money(points[0].equity)} to ${money(last.equity)} over ${points.length} points, deepest drawdown ${number(deepest)} percent`;
    return [
      el("svg:svg", { viewBox: `0 0 ${width} ${foot}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
        el("svg:line", { x1: 0, x2: width, y1: 140, y2: 140 }),
        el("svg:path", { class: "drawdown", d: `M0 140 ${points.map((point, i) => `L${x(i)} ${fall(point)}`).join(" ")} L${width} 140 Z` }),
        el("svg:path", { class: "equity", d: points.map((point, i) => `${i ? "L" : "M"}${x(i)} ${y(point.equity)}`).join(" ") })),
      el("div", { class: "axis" }, el("span", {}, name(points[0])), el("span", {}, `${money(last.equity)}, drawdown ${number(Math.abs(last.drawdownPercent ?? 0))} %`), el("span", {}, name(last))),
    ];
  }

  function positions(answer) {
    return [table(answer.positions, [
      { name: "symbol", of: row => row.symbol },
      { name: "shares", number: true, of: row => number(row.quantity) },
      { name: "average", number: true, of: row => money(row.averagePrice) },
      { name: "value", number: true, of: row => money(row.marketValue) },
      { name: "open PnL", number: true, of: row => money(row.unrealizedPnl) },
    ], answer.reason)];
  }

  function orders(answer) {
    return [table(answer.orders, [
      { name: "time", of: row => time(row.updatedAt ?? row.at) },
      { name: "symbol", of: row => row.symbol },
      { name: "side", of: row => lower(row.side) },
      { name: "purpose", of: row => lower(row.purpose) },
      { name: "shares", number: true, of: row => number(row.quantity) },
      { name: "filled", number: true, of: row => number(row.filled) },
      { name: "price", number: true, of: row => money(row.averageFillPrice ?? row.limitPrice ?? row.stopPrice) },
      { name: "state", of: row => lower(row.state) },
      { name: "reason", wide: true, of: row => row.sentence ?? row.reason ?? "" },
    ], answer.reason)];
  }

  // ---- reading
  async function refresh(panel) {
    const node = $(panel.at);
    try {
      node.replaceChildren(...panel.show(await api(panel.path())));
    } catch (fault) {
      node.replaceChildren(el("p", { class: "none" }, refusal(fault)));
    }
  }

  async function refreshStatus() {
    try {
      const status = await api("api/system/status");
      badge("#mode", `${status.mode}${status.dry_run ? ", dry run" : ""}${status.approved ? "" : ", not approved"}`, status.trading_enabled ? "good" : "warn");
      badge("#kill", status.kill_switch ? `${status.kill_mode}` : "kill switch off", status.kill_switch ? "bad" : "good");
      $("#kill").title = status.kill_reason || "";
    } catch (fault) {
      badge("#kill", "unknown", "bad");
      say(refusal(fault), "bad");
    }
  }

  const badge = (at, text, kind) => { const node = $(at); node.textContent = text; node.className = `badge ${kind}`; };

  let due = null;
  let busy = false;
  function soon() { due ??= setTimeout(async () => { due = null; await refreshAll(); }, 1500); }
  async function refreshAll() {
    if (busy || document.hidden) return;
    busy = true;
    try { await Promise.all([refreshStatus(), ...panels.map(refresh)]); } finally { busy = false; }
  }

  // ---- changing
  async function change(path, body, done) {
    try {
      const answer = await api(path, body);
      say(done(answer));
      await refreshAll();
      return true;
    } catch (fault) {
      say(refusal(fault), "bad");
      return false;
    }
  }

  // ---- the journal's stream: read with fetch, which can send a token; a cut stream goes on after the last id
  let last = 0;
  async function follow() {
    for (let wait = 1000; ; wait = Math.min(wait * 2, 30000)) {
      try {
        const headers = session.token ? { Authorization: `Bearer ${session.token}` } : {};
        const response = await fetch(last ? `api/events?after=${last}` : "api/events", { headers, cache: "no-store" });
        if (!response.ok) throw new Refused(response.status, await response.json().catch(() => null));
        badge("#live", "connected", "good");
        wait = 1000;
        await readStream(response.body.pipeThrough(new TextDecoderStream()).getReader());
      } catch (fault) {
        badge("#live", fault instanceof Refused ? refusal(fault) : "no connection, trying again", "warn");
      }
      await new Promise(go => setTimeout(go, wait));
    }
  }

  async function readStream(reader) {
    for (let text = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      const parts = (text + value).split("\n\n");
      text = parts.pop();
      parts.forEach(take);
    }
  }

  function take(part) {
    const data = part.split("\n").filter(line => line.startsWith("data: ")).map(line => line.slice(6)).join("\n");
    if (!data) return;
    const happened = JSON.parse(data);
    if (last && happened.sequence > last + 1) soon();
    last = happened.sequence;
    const list = $("#p-journal ol");
    list.prepend(el("li", { "data-sequence": happened.sequence }, el("span", { class: "mono quiet" }, `${time(happened.at)} `), el("b", {}, happened.kind), " ", summary(happened.data)));
    while (list.children.length > 200) list.lastChild.remove();
    soon();
  }

  const summary = data => data?.sentence ?? data?.reason ?? [data?.id ?? data?.name, data?.symbol, data?.result ?? data?.why].filter(Boolean).join(" ");

  // ---- dialogs
  document.addEventListener("click", pressed => { if (pressed.target.matches("[data-close]")) pressed.target.closest("dialog").close("no"); });
  $("#signin").addEventListener("click", () => { $("#token").value = ""; $("#d-signin").showModal(); });
  $("#signout").addEventListener("click", () => { session.token = null; $("#d-signin").close("out"); signedIn(); });
  $("#d-signin").addEventListener("close", event => {
    if (event.target.returnValue === "yes" && $("#token").value.trim()) session.token = $("#token").value.trim();
    $("#token").value = "";
    signedIn();
  });
  const signedIn = () => { $("#signin").textContent = session.token ? "Signed in" : "Sign in"; refreshAll(); };

  $("#stop").addEventListener("click", () => { step(1); $("#d-stop").showModal(); });
  function step(number) {
    $("#stop-1").hidden = number !== 1;
    $("#stop-2").hidden = number !== 2;
    const mode = new FormData($("#f-stop")).get("mode");
    $("#stop-what").textContent = `This sets the desk to ${mode}: ${$("#stop-reason").value}`;
    $("#stop-go").textContent = number === 1 ? "Go on" : `Confirm ${mode}`;
    $("#stop-go").dataset.step = number;
    if (number === 2) $("#stop-go").focus();
  }
  $("#f-stop").addEventListener("submit", async event => {
    event.preventDefault();
    if ($("#stop-go").dataset.step === "1") return step(2);
    const form = new FormData(event.target);
    $("#stop-go").disabled = true;
    await change("api/system/kill_switch", { mode: form.get("mode"), reason: form.get("reason") }, () => `the kill switch is on: ${form.get("mode")}`);
    $("#stop-go").disabled = false;
    $("#stop-reason").value = "";
    $("#d-stop").close("yes");
  });
  $("#ask").addEventListener("submit", async event => {
    event.preventDefault();
    const reason = new FormData(event.target).get("reason");
    if (await change("api/system/unlock_request", { reason }, answer => { const id = answer.request_id ?? answer.id ?? answer.request?.id; $("#approve [name=request_id]").value = id; return `${id}: another person approves it within fifteen minutes`; })) event.target.reset();
  });
  $("#approve").addEventListener("submit", async event => {
    event.preventDefault();
    const request_id = new FormData(event.target).get("request_id").trim();
    if (await change("api/system/unlock_approve", { request_id }, answer => answer.sentence ?? `${request_id} is approved`)) event.target.reset();
  });
  $("#orders-filter").addEventListener("change", () => refresh(panels.find(panel => panel.at.startsWith("#p-orders"))));
  document.addEventListener("visibilitychange", refreshAll);
  setInterval(() => { $("#clock").textContent = clock.format(new Date()); }, 1000);
  setInterval(refreshAll, 30000);
  signedIn();
  follow();
})();
